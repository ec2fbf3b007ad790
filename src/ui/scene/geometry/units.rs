//! Lengths in the words of SVG.

use std::fmt;

/// A length as it stands in an attribute, to a hundredth. It is written as whole numbers: the
/// code that can write any fraction is 9 kB, and nothing else on the page needs it.
#[derive(Clone, Copy, Debug)]
pub struct Units(pub f64);

impl fmt::Display for Units {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = (self.0 * 100.0).round() as i32;
        if hundredths < 0 {
            f.write_str("-")?;
        }
        let hundredths = hundredths.unsigned_abs();
        write!(f, "{}", hundredths / 100)?;
        match hundredths % 100 {
            0 => Ok(()),
            rest if rest % 10 == 0 => write!(f, ".{}", rest / 10),
            rest => write!(f, ".{}{}", rest / 10, rest % 10),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_to_a_hundredth() {
        let written = |length| Units(length).to_string();
        assert_eq!(written(12.0), "12");
        assert_eq!(written(-0.5), "-0.5");
        assert_eq!(written(3.146), "3.15");
        assert_eq!(written(-7.049), "-7.05");
        assert_eq!(written(0.001), "0");
    }
}
