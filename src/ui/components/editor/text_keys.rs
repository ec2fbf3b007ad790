//! What keys do to a text of code: pure, and in bytes.

use std::ops::Range;

/// The columns of one level.
const LEVEL: usize = 4;

/// One change of a text, and where the selection is then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextChange {
    /// The part that is replaced.
    pub replaced: Range<usize>,
    /// By what.
    pub by: String,
    /// The selection in the new text.
    pub selection: Range<usize>,
}

/// Tab: spaces up to the next level, or all selected lines one level further in.
pub fn press_tab(text: &str, selection: Range<usize>) -> TextChange {
    if text[selection.clone()].contains('\n') {
        return shift_lines(text, selection, |line| {
            let spaces = if line.trim().is_empty() { 0 } else { LEVEL };
            (0, " ".repeat(spaces))
        });
    }
    let before = &text[line_start(text, selection.start)..selection.start];
    let spaces = match before.trim().is_empty() {
        true => LEVEL - before.chars().count() % LEVEL,
        false => LEVEL,
    };
    replace(selection, " ".repeat(spaces))
}

/// Shift and Tab: all selected lines one level further out. `None` where they are outermost.
pub fn press_shift_tab(text: &str, selection: Range<usize>) -> Option<TextChange> {
    let change = shift_lines(text, selection, |line| (leading(line), String::new()));
    (text[change.replaced.clone()] != change.by).then_some(change)
}

/// Enter: the next line begins where this one does, and one level further in after a colon.
pub fn press_enter(text: &str, selection: Range<usize>) -> TextChange {
    let before = &text[line_start(text, selection.start)..selection.start];
    let indentation = &before[..before.len() - before.trim_start().len()];
    let code = before.split('#').next().unwrap_or_default();
    let deeper = if code.trim_end().ends_with(':') { LEVEL } else { 0 };
    replace(selection, format!("\n{indentation}{}", " ".repeat(deeper)))
}

/// Backspace in the spaces a line begins with: back to the level before. `None` where it does
/// no more than it always does.
pub fn press_backspace(text: &str, selection: Range<usize>) -> Option<TextChange> {
    if !selection.is_empty() {
        return None;
    }
    let before = &text[line_start(text, selection.start)..selection.start];
    if before.is_empty() || !before.bytes().all(|byte| byte == b' ') {
        return None;
    }
    let spaces = (before.len() - 1) % LEVEL + 1;
    Some(replace(selection.start - spaces..selection.end, String::new()))
}

fn replace(replaced: Range<usize>, by: String) -> TextChange {
    let end = replaced.start + by.len();
    TextChange { replaced, by, selection: end..end }
}

/// Takes so many bytes off the beginning of each selected line, and puts something there.
fn shift_lines(
    text: &str,
    selection: Range<usize>,
    shift: impl Fn(&str) -> (usize, String),
) -> TextChange {
    let start = line_start(text, selection.start);
    // A line that is selected up to its very beginning is not meant.
    let last = match text[selection.clone()].ends_with('\n') {
        true => selection.end - 1,
        false => selection.end,
    };
    let end = text[last..].find('\n').map_or(text.len(), |it| last + it);
    let mut by = String::new();
    let mut moved = selection.clone();
    let mut at = start;
    for line in text[start..end].split('\n') {
        if at > start {
            by.push('\n');
        }
        let (taken, put) = shift(line);
        by.push_str(&put);
        by.push_str(&line[taken..]);
        // What stood in the part that is taken stands at the line's beginning then.
        let place = |it: usize, old: usize| {
            if old <= at { it } else { it + put.len() - taken.min(old - at) }
        };
        moved = place(moved.start, selection.start)..place(moved.end, selection.end);
        at += line.len() + 1;
    }
    TextChange { replaced: start..end, by, selection: moved }
}

/// How many bytes one level takes at the beginning of a line.
fn leading(line: &str) -> usize {
    if line.starts_with('\t') {
        return 1;
    }
    line.bytes().take(LEVEL).take_while(|&byte| byte == b' ').count()
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |it| it + 1)
}

/// The place in bytes of a place in UTF-16, which is what fields of a page count in. One behind
/// the text's end, or inside a character, is the next one there is.
pub fn byte_at(text: &str, utf16: usize) -> usize {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        if units >= utf16 {
            return at;
        }
        units += c.len_utf16();
    }
    text.len()
}

/// The place in UTF-16 of a place in bytes.
pub fn utf16_at(text: &str, byte: usize) -> usize {
    text.char_indices().take_while(|&(at, _)| at < byte).map(|(_, c)| c.len_utf16()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with its selection between two bars, or a caret as one.
    fn marked(text: &str) -> (String, Range<usize>) {
        let start = text.find('|').expect("a bar marks the caret");
        let end = text.rfind('|').expect("there is one");
        (text.replace('|', ""), start..if end > start { end - 1 } else { end })
    }

    fn check(press: impl Fn(&str, Range<usize>) -> TextChange, before: &str, after: &str) {
        let (mut text, selection) = marked(before);
        let change = press(&text, selection);
        text.replace_range(change.replaced, &change.by);
        let (start, end) = (change.selection.start, change.selection.end);
        if end > start {
            text.insert(end, '|');
        }
        text.insert(start, '|');
        assert_eq!(text, after, "from {before:?}");
    }

    #[test]
    fn tab_goes_to_the_next_level() {
        check(press_tab, "|", "    |");
        check(press_tab, "a\n  |b", "a\n    |b");
        check(press_tab, "    |b", "        |b");
        check(press_tab, "abé|", "abé    |");
        check(press_tab, "x = |12|", "x =     |");
    }

    #[test]
    fn tab_moves_selected_lines_in_and_out() {
        check(press_tab, "|a\n\n  b|\nc", "|    a\n\n      b|\nc");
        check(press_tab, "a|a\nb|b", "    a|a\n    b|b");
        check(press_tab, "|a\n|b", "|    a\n|b");
        let out = |text: &str, selection| press_shift_tab(text, selection).expect("it moves");
        check(out, "|    a\n      b|\nc", "|a\n  b|\nc");
        check(out, "     a|", " a|");
        check(out, "  | a", "|a");
        check(out, "x\n\tb|", "x\nb|");
        check(out, "    |a\n|    b", "|a\n|    b");
        check(out, "   | a\n b|", "|a\nb|");
        assert_eq!(press_shift_tab("a\n  b", 0..1), None);
        assert_eq!(press_shift_tab("", 0..0), None);
    }

    #[test]
    fn enter_keeps_the_level_and_goes_deeper_after_a_colon() {
        check(press_enter, "|", "\n|");
        check(press_enter, "    a.wait()|", "    a.wait()\n    |");
        check(press_enter, "while True:|", "while True:\n    |");
        check(press_enter, "  if a:  # why: this|", "  if a:  # why: this\n      |");
        check(press_enter, "# note:|", "# note:\n|");
        check(press_enter, "    |a", "    \n    |a");
        check(press_enter, "  |  a", "  \n  |  a");
        check(press_enter, "    ab|c\nd|e", "    ab\n    |e");
    }

    #[test]
    fn backspace_goes_back_one_level() {
        let back = |text: &str, selection| press_backspace(text, selection).expect("it does more");
        check(back, "        |a", "    |a");
        check(back, "a\n      |", "a\n    |");
        check(back, " |", "|");
        for (text, selection) in [("a    ", 5..5), ("    ", 0..0), ("    a", 1..3), ("\t", 1..1)] {
            assert_eq!(press_backspace(text, selection), None, "{text:?}");
        }
    }

    #[test]
    fn places_in_bytes_and_in_utf16_are_told_apart() {
        let text = "aé😀b";
        for (byte, utf16) in [(0, 0), (1, 1), (3, 2), (7, 4), (8, 5)] {
            assert_eq!(utf16_at(text, byte), utf16);
            assert_eq!(byte_at(text, utf16), byte);
        }
        assert_eq!(byte_at(text, 3), 7, "inside a character");
        assert_eq!((byte_at(text, 99), utf16_at(text, 99)), (8, 5));
    }
}
