//! A fault of the program in one document, which must not end the work on the others.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Finding;

/// What `work` on a document makes.
///
/// # Errors
/// [`Finding::Fault`] where it panics. What it had in hand is dropped, so that nothing of it is seen again.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Finding> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| Finding::Fault { message: message(&*panic) })
}

/// What a panic says: a text that was written before, or made when it came.
fn message(panic: &(dyn Any + Send)) -> String {
    let written = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    written.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_finding() {
        let text = "é";
        assert_eq!(caught(|| text.len()), Ok(2));
        let Err(Finding::Fault { message }) = caught(|| text[1..].len()) else { panic!("no fault") };
        assert!(message.contains("char boundary"), "{message}");
    }
}
