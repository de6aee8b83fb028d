//! How far a run is, on a terminal. The only module that knows indicatif.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on standard error where that is a terminal, and nothing elsewhere.
pub(super) struct Progress(Option<ProgressBar>);

impl Progress {
    /// For so many documents.
    pub(super) fn of(documents: usize) -> Self {
        let is_shown = documents > 1 && std::io::stderr().is_terminal();
        Self(is_shown.then(|| {
            let style =
                ProgressStyle::with_template("{bar:30} {human_pos}/{human_len} {eta}").unwrap_or_else(|_| ProgressStyle::default_bar());
            ProgressBar::new(documents as u64).with_style(style)
        }))
    }

    /// Counts the `documents` that `work` does.
    pub(super) fn counting<T>(&self, documents: usize, work: impl FnOnce() -> T) -> T {
        let done = work();
        self.0.iter().for_each(|bar| bar.inc(documents as u64));
        done
    }

    /// Lets `say` write to the terminal.
    pub(super) fn suspend<T>(&self, say: impl FnOnce() -> T) -> T {
        match &self.0 {
            Some(bar) => bar.suspend(say),
            None => say(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.iter().for_each(ProgressBar::finish_and_clear);
    }
}
