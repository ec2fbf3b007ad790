//! The name that somebody may have meant.

/// The candidate that is at most two slips of the keyboard away, of short words fewer; the
/// nearest first.
pub fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let allowed = match written.chars().count() {
        0..=2 => 0,
        3..=4 => 1,
        _ => 2,
    };
    candidates
        .into_iter()
        .map(|it| (distance(written, it), it))
        .filter(|&(distance, _)| distance <= allowed)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, it)| it)
}

/// How many letters have to be put in, left out, replaced or swapped with their neighbour.
/// (Damerau 1964, in the form of optimal string alignment.)
fn distance(from: &str, to: &str) -> usize {
    let from: Vec<char> = from.chars().flat_map(char::to_lowercase).collect();
    let to: Vec<char> = to.chars().flat_map(char::to_lowercase).collect();
    if from.len().abs_diff(to.len()) > 2 || from.len() > 64 {
        return usize::MAX;
    }
    let mut rows: Vec<Vec<usize>> = vec![(0..=to.len()).collect()];
    for i in 1..=from.len() {
        let mut row = vec![i];
        for j in 1..=to.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(from[i - 1] != to[j - 1]);
            let mut least = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[from.len()][to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_forgiven_and_other_words_are_not() {
        let names = ["wait", "signal", "release", "buffer", "mutex", "y", "drop"];
        for (written, meant) in [
            ("singal", Some("signal")),
            ("mutx", Some("mutex")),
            ("Buffer", Some("buffer")),
            ("wiat", Some("wait")),
            ("Y", Some("y")),
            ("acquire", None),
            ("x", None),
            ("door", None),
        ] {
            assert_eq!(nearest(written, names), meant, "{written}");
        }
    }
}
