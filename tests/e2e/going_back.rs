//! The past of a run on real threads.

use crate::page::{Page, State, Threads};

/// What the page shows of a position, to compare it with later.
fn numbers(state: &State) -> (u64, u64, u64, u64) {
    (state.position, state.made, state.in_buffer, state.consumed)
}

/// Goes to a position by the timeline.
fn seek(page: &Page, position: u64) -> State {
    page.seek(position);
    page.wait_position(position);
    // The counters may come a moment after the position.
    page.let_frames_pass(10);
    page.state()
}

#[test]
fn the_past_is_as_it_was_and_can_be_left_again() {
    let page = Page::open();
    let mut past = vec![numbers(&page.state())];
    while past.len() <= 20 {
        page.step();
        page.let_frames_pass(8);
        past.push(numbers(&page.state()));
    }
    assert!(past[20].1 > 0, "something has happened: {:?}", past[20]);

    for back in 1..=3_usize {
        page.press_button("Back");
        page.wait_position(20 - back as u64);
        page.let_frames_pass(8);
        assert_eq!(numbers(&page.state()), past[20 - back], "{back} back");
    }
    page.press_button("Step");
    page.wait_position(18);
    page.let_frames_pass(8);
    assert_eq!(numbers(&page.state()), past[18], "forward again");
    for position in [0, 7, 15, 20, 13] {
        assert_eq!(numbers(&seek(&page, position)), past[position as usize], "at {position}");
        assert_eq!(page.state().length, 20, "nothing is forgotten");
        assert_eq!(
            page.execute("return document.querySelector('.position-slider').ariaValueNow"),
            position.to_string(),
            "the slider is where the page is"
        );
    }
    assert_eq!(page.state().threads, Threads::Real, "looking is not changing");

    // At the latest step the real threads go on.
    page.press_button("To the latest step");
    page.wait_position(20);
    assert_eq!(page.step().length, 21);
    assert_eq!(page.state().threads, Threads::Real);
    page.assert_silent();
}

#[test]
fn a_step_of_one_thread_in_the_past_goes_another_way_on_simulated_threads() {
    let page = Page::open();
    (0..12).for_each(|_| drop(page.step()));
    seek(&page, 5);
    // Some thread that can step; which ones can was for the real threads to decide.
    let stepped = (0..4).find(|thread| {
        page.click(&format!(".thread[data-thread='{thread}']"));
        let state = page.wait_state("the page says something", |state| {
            state.position == 6 || state.notice.contains("cannot step")
        });
        state.position == 6
    });
    assert!(stepped.is_some(), "somebody could step");
    let state = page.wait_state("the threads are simulated", |state| {
        state.threads == Threads::Simulated && state.length == 6
    });
    assert!(state.notice.contains("simulated"), "the page says so: {}", state.notice);
    assert!(page.text(".badge").contains("simulated"));

    page.run();
    page.wait_state("the other way goes on", |state| state.position > 12);
    page.pause();
    page.reset();
    assert_eq!(page.state().threads, Threads::Real, "Reset returns to real threads");
    page.assert_silent();
}
