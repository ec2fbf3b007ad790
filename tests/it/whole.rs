//! Whole programs: threads that are started, joined and cut off; what is printed; what must hold.

mod agreement;
mod built;
mod real_threads;
mod rulings;
mod steps;
