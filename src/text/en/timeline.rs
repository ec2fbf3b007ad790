//! The timeline.

use crate::text::Timeline;

/// The sentences.
pub const TIMELINE: Timeline = Timeline {
    title: "Timeline",
    steps: "steps",
    ready: "can step",
    inside: "in the critical section",
    waits: "waits",
    fill: "items inside",
    at_step: "Step {0}: {1}",
    makes_step: "{0} makes this step",
    could_step: "{0} can step",
    is_inside: "{0} is in the critical section",
    has_ended: "{0} has ended",
    has_to_wait: "{0} waits",
    waits_for: "{0} waits for `{1}`",
    items_inside: "{0} items inside",
    before_first_step: "Before the first step",
    to_start: "To the start",
    to_violation: "To the step where it broke",
    fewer_steps: "Show fewer steps, larger",
    more_steps: "Show more steps, smaller",
    shows_steps: "{0} steps",
    shows_all: "whole run",
    show_threads: "Show the threads",
    hide_threads: "Hide the threads",
    forgotten: "This run is too long to keep: what came before step {0} is forgotten.",
    follow: "Where did {0} go?",
    stop_following: "Stop following it",
    made: "made",
    put: "put in",
    taken: "taken",
    consumed: "consumed",
};
