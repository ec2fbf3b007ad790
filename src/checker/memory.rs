//! How many bytes lists take, so that they are counted before they are taken.

/// What a list takes.
pub fn bytes<T>(list: &Vec<T>) -> u64 {
    (list.capacity() * size_of::<T>()) as u64
}

/// How many bytes more it takes, for a moment, while so many are added: where it has to grow, the
/// old list is still there while the new one is filled.
pub fn bytes_to_add<T>(list: &Vec<T>, more: usize) -> u64 {
    let len = list.len() + more;
    if len <= list.capacity() {
        return 0;
    }
    (len.max(list.capacity() * 2).max(4) * size_of::<T>()) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growing_takes_no_more_than_is_said() {
        let mut list = Vec::new();
        for number in 0..10_000_u32 {
            let (before, more) = (bytes(&list), bytes_to_add(&list, 1));
            list.push(number);
            assert!(bytes(&list) <= before + more, "at {number}");
            assert!(more == 0 || bytes(&list) == more, "at {number}");
        }
    }
}
