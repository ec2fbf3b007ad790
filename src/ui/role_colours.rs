//! The classes that give threads the colour of their role.

use crate::program::RoleKind;

/// The class of what tells of a thread of this role: a lane, a chip, a name in a sentence.
pub fn role_class(role: RoleKind) -> &'static str {
    match role {
        RoleKind::Producer => "of-producer",
        RoleKind::Consumer => "of-consumer",
        RoleKind::Other(letter) => {
            ["of-other", "of-other tone-1", "of-other tone-2", "of-other tone-3"][tone(letter)]
        }
    }
}

/// The class of the thread itself, in the picture.
pub fn thread_class(role: RoleKind) -> &'static str {
    match role {
        RoleKind::Producer => "producer",
        RoleKind::Consumer => "consumer",
        RoleKind::Other(letter) => {
            ["other", "other tone-1", "other tone-2", "other tone-3"][tone(letter)]
        }
    }
}

/// Which of the tones of a whole program's roles; `main` has none. By the letter, so that a sentence that knows no more
/// of a thread than its name has the colour of the picture.
fn tone(letter: char) -> usize {
    match letter {
        'M' => 0,
        other => 1 + (u32::from(other) % 3) as usize,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_roles_of_a_program_differ_and_main_has_no_tone() {
        let [readers, writers] = ['R', 'W'].map(|it| role_class(RoleKind::Other(it)));
        assert_ne!(readers, writers);
        assert_eq!(role_class(RoleKind::Other('M')), "of-other");
        for letter in 'A'..='Z' {
            let role = RoleKind::Other(letter);
            let tone = |class: &'static str| class.split_once(' ').map(|(_, tone)| tone);
            assert_eq!(tone(role_class(role)), tone(thread_class(role)), "{letter}");
        }
    }
}
