//! Links, schedules as text, and the ways to choose who goes next.

use crate::text::{Schedulers, Sharing};

/// The sentences.
pub const SHARING: Sharing = Sharing {
    share: "Share",
    title: "Share this run",
    link: "Link",
    link_hint: "It opens this exact run, at this step. All of it is in the link; nothing is sent to a server.",
    link_without_steps: "This run has more than 5,000 steps. The link holds the program, the settings and the seed, but not the steps.",
    link_without_text: "Your text is too long for a link. The link holds the original program and the settings.",
    copy_link: "Copy the link",
    steps: "The steps as text",
    steps_hint: "Which thread took which step. With the same program and settings they give the same run anywhere.",
    copy_steps: "Copy the steps",
    open: "Open steps",
    open_hint: "Paste steps here, such as `1.P1x3.C1`. They are made with the program and the settings of this page.",
    open_field: "Steps to open",
    open_button: "Open",
    damaged: "This link is damaged or incomplete. The page opened without it. Ask for the link again.",
    newer: "This link comes from a newer version of this page. The page opened without it. Reload the page, then try the link again.",
    unknown_names: "This page does not know {0}, which the link names. The rest of the link was opened.",
    without_its_steps: "The link was opened without its steps. {0}",
    steps_were_too_long: "The link holds the program, the settings and the seed. Its run was too long to hold the steps, too.",
    recorded: "Real threads made these steps. From here on simulated threads continue; Reset starts real ones.",
    opened: "This run was made again from its steps, so it continues with simulated threads. Reset returns to real ones.",
    left_out: "Step {0} breaks the run. The steps after it were left out: {1}.",
    no_version: "The first word must be `1`, the version of this form.",
    no_such_thread: "`{0}`: this program has no such thread. Names are like `P1` or `C2`.",
    bad_number: "`{0}`: after the `x` comes how often, a number from 1.",
    no_such_way: "`{0}`: after the `-` comes a number below 254, `timeout` or `spurious`.",
    too_long: "There are more than 1,000,000 steps.",
    step_waits: "Step {0} is not possible: {1} has to wait there.",
    step_ended: "Step {0} is not possible: {1} has ended before.",
    step_of_nobody: "Step {0} is not possible: the program has no such thread.",
};

/// The sentences.
pub const SCHEDULERS: Schedulers = Schedulers {
    round_robin_hint: "Each thread takes one step in turn; waiting threads are skipped. Every run is the same, and that hides bugs: many never show.",
    random_hint: "Any thread that can move, at random. The same seed gives the same run.",
    priority: "By priority",
    priority_hint: "The most important thread that can move always goes. Less important ones may starve.",
    who_is_first: "Most important",
    producers_first: "Producers",
    consumers_first: "Consumers",
    time_slice: "One core",
    time_slice_hint: "A thread goes on until it has to wait, ends, or its time slice is over.",
    slice: "Time slice",
    one_step: "1 step",
    steps: "{0} steps",
    against_you: "Against you",
    against_you_hint: "Looks ahead for a violation and takes the shortest path to it. When a bug is near, it finds it.",
};
