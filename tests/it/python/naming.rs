//! What the parts of objects are called in all that is said of a run.

use super::program;
use interleave::program::Object;

/// The names of the locks and fields of accounts that these lines make.
fn names(made: &str) -> Vec<String> {
    let text = format!(
        "import threading\n\nclass Account:\n    def __init__(self, balance):\n        self.balance = balance\n        \
         self.lock = threading.Lock()\n\ndef pay(account):\n    with account.lock:\n        account.balance -= 1\n\n\
         {made}\nthreads = [threading.Thread(target=pay, args=(it,)) for it in accounts + accounts]\n\
         for thread in threads:\n    thread.start()\nfor thread in threads:\n    thread.join()\n"
    );
    let program = program(&text).expect("it can be run");
    let is_field = |it: &&Object| it.name.ends_with(".lock") || it.name.ends_with(".balance");
    let mut names = Vec::new();
    // What notes whose update is lost is called as the field is.
    for object in program.objects.iter().filter(is_field) {
        if !names.contains(&object.name) {
            names.push(object.name.clone());
        }
    }
    names
}

#[test]
fn two_objects_of_a_class_are_called_by_their_variables() {
    let found = names("ann = Account(5)\nbob = Account(7)\naccounts = [ann, bob]");
    assert_eq!(found, ["ann.lock", "ann.balance", "bob.lock", "bob.balance"]);
}

#[test]
fn those_in_a_list_are_called_by_their_places() {
    let places =
        ["accounts[0].lock", "accounts[0].balance", "accounts[1].lock", "accounts[1].balance"];
    assert_eq!(names("accounts = [Account(n) for n in range(2)]"), places);
    let one_by_one =
        "accounts = []\nfor n in range(2):\n    account = Account(n)\n    accounts.append(account)";
    assert_eq!(names(one_by_one), places);
}

#[test]
fn the_only_one_is_called_by_its_class() {
    assert_eq!(names("accounts = [Account(5)]"), ["Account.lock", "Account.balance"]);
}
