//! Sentences with places for words.

/// A sentence with `{0}`, `{1}` … replaced by words. What a word holds is not looked at again.
///
/// A place without a word is left as it is.
pub fn fill(template: &str, words: &[&str]) -> String {
    let mut sentence = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let (before, place) = rest.split_at(at);
        sentence.push_str(before);
        let bytes = place.as_bytes();
        let index = bytes.get(1).map_or(usize::MAX, |digit| usize::from(digit.wrapping_sub(b'0')));
        match words.get(index).filter(|_| bytes.get(2) == Some(&b'}')) {
            Some(word) => {
                sentence.push_str(word);
                rest = &place[3..];
            }
            None => {
                sentence.push('{');
                rest = &place[1..];
            }
        }
    }
    sentence.push_str(rest);
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_take_their_places() {
        let check =
            |template, words: &[&str], expected| assert_eq!(fill(template, words), expected);
        check("", &["a"], "");
        check("plain", &[], "plain");
        check("{0}", &["a"], "a");
        check("{1}, {0} and {1}.", &["a", "é"], "é, a and é.");
        check("{0}{1}", &["{1}", "b"], "{1}b");
        check("{2} { {é} {", &["a"], "{2} { {é} {");
    }
}
