//! The words of the glossary. What they mean is fetched; how they are written is here, so that they
//! can be found where they stand.

/// See the [module](self).
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Glossary {
    pub title: &'static str,
    /// What opens it.
    pub open: &'static str,
    pub on_its_way: &'static str,
    pub missing: &'static str,
    /// The name of each word, the same in all languages, and how it is written: its forms, parted by
    /// `|`, the first of which heads its passage.
    pub words: &'static [(&'static str, &'static str)],
}

impl Glossary {
    /// The word that this is a form of, whatever its first letter's case.
    pub fn word_of(&self, form: &str) -> Option<&'static str> {
        let form = form.to_lowercase();
        let is_it = |forms: &str| forms.split('|').any(|it| it == form);
        self.words.iter().find(|(_, forms)| is_it(forms)).map(|(name, _)| *name)
    }

    /// What heads a word's passage.
    pub fn heading(&self, name: &str) -> Option<&'static str> {
        let (_, forms) = self.words.iter().find(|(it, _)| *it == name)?;
        forms.split('|').next()
    }

    /// The pieces of a text, and for those that are words of the glossary which; the longest form
    /// counts, and each word once.
    pub fn words_in<'a>(&self, text: &'a str) -> Vec<(&'a str, Option<&'static str>)> {
        let mut pieces = Vec::new();
        let mut met = Vec::new();
        let mut plain_from = 0;
        let mut at = 0;
        while let Some(start) = next_start(text, at) {
            // A form has up to three words.
            let ends = ends_of_words(&text[start..]).map(|end| start + end).take(3);
            let longest = ends.collect::<Vec<_>>().into_iter().rev().find_map(|end| {
                Some((end, self.word_of(&text[start..end])?)).filter(|(_, it)| !met.contains(it))
            });
            match longest {
                Some((end, word)) => {
                    if plain_from < start {
                        pieces.push((&text[plain_from..start], None));
                    }
                    pieces.push((&text[start..end], Some(word)));
                    met.push(word);
                    (plain_from, at) = (end, end);
                }
                None => {
                    at = ends_of_words(&text[start..]).next().map_or(text.len(), |it| start + it)
                }
            }
        }
        if plain_from < text.len() {
            pieces.push((&text[plain_from..], None));
        }
        pieces
    }
}

fn is_of_a_word(it: char) -> bool {
    it.is_alphanumeric() || it == '-' || it == '_'
}

/// Where the next word begins.
fn next_start(text: &str, from: usize) -> Option<usize> {
    text[from..].find(is_of_a_word).map(|it| from + it)
}

/// Where the first word ends, and the first two, and so on, as long as only blanks part them.
fn ends_of_words(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let begin = if at == 0 { 0 } else { rest.strip_prefix(' ').map(|_| 1)? };
        let word = &rest[begin..];
        let length = word.find(|it| !is_of_a_word(it)).unwrap_or(word.len());
        (length > 0).then(|| {
            at += begin + length;
            at
        })
    })
}
