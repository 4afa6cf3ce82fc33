//! Turns panics of libraries that read untrusted input into errors.
//!
//! A decoder that panics on one file must not end the program: [`guard`] calls it and returns the panic as an error,
//! which the caller reports for that file. [`silence`] keeps the messages of such panics off the terminal. Stack
//! overflows and exhausted memory are not panics and still end the program: callers limit the size and the nesting of
//! input before.

use std::any::Any;
use std::cell::Cell;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::thread::Builder;

thread_local! {
    /// Number of guards around the current call on this thread.
    static GUARDS: Cell<usize> = const { Cell::new(0) };
}

/// Maximum number of characters of a panic's message that are kept.
const LONGEST: usize = 200;

/// A panic that was caught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panicked {
    message: String,
}

impl fmt::Display for Panicked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the library that reads it failed: {}", self.message)
    }
}

impl std::error::Error for Panicked {}

/// Calls a library on untrusted input.
///
/// The call must have no effect but its result: mutably borrowed values are in an unknown state after a panic.
///
/// # Errors
/// Returns the message of the panic, if the library panics.
///
/// # Example
/// ```
/// let bytes = [1, 2];
/// assert_eq!(mujaz_guard::guard(|| bytes[1]), Ok(2));
/// assert!(mujaz_guard::guard(|| bytes[bytes.len()]).is_err());
/// ```
pub fn guard<T>(call: impl FnOnce() -> T) -> Result<T, Panicked> {
    GUARDS.set(GUARDS.get() + 1);
    // The caller promises that a panic leaves nothing half done.
    let result = catch_unwind(AssertUnwindSafe(call));
    GUARDS.set(GUARDS.get() - 1);
    result.map_err(|payload| Panicked {
        message: message(&*payload),
    })
}

/// Size of the stack of [`guard_deep`], in bytes. Memory is allocated only when it is used.
const STACK: usize = 64 * 1024 * 1024;

/// Calls a library on untrusted input, on a thread with a large stack: for libraries whose recursion follows the
/// nesting of their input. The caller must limit that nesting, and may itself have a small stack.
///
/// # Errors
/// Returns the message of the panic, if the library panics, or the reason why no thread can be started.
pub fn guard_deep<T: Send>(call: impl FnOnce() -> T + Send) -> Result<T, Panicked> {
    std::thread::scope(|scope| {
        let thread = Builder::new().stack_size(STACK);
        let thread = thread.spawn_scoped(scope, || guard(call));
        let thread = thread.map_err(|error| Panicked {
            message: error.to_string(),
        })?;
        thread.join().unwrap_or_else(|payload| {
            Err(Panicked {
                message: message(&*payload),
            })
        })
    })
}

/// Returns the first line of a panic's message, cut to a length that suits a finding.
fn message(payload: &(dyn Any + Send)) -> String {
    let text = match (
        payload.downcast_ref::<String>(),
        payload.downcast_ref::<&str>(),
    ) {
        (Some(text), _) => text.as_str(),
        (_, Some(text)) => text,
        _ => "no reason given",
    };
    let line = text.lines().next().unwrap_or_default();
    line.chars()
        .filter(|c| !c.is_control())
        .take(LONGEST)
        .collect()
}

/// Makes panics within [`guard`] print nothing, for the rest of the process. All others are printed as before.
pub fn silence() {
    let before = take_hook();
    set_hook(Box::new(move |info| {
        if GUARDS.get() == 0 {
            before(info);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_and_the_next_call_goes_on() {
        silence();
        let read = |bytes: &[u8]| guard(|| bytes[2]);
        let failed = read(b"ab").map_err(|error| error.to_string());
        assert_eq!(
            failed,
            Err(
                "the library that reads it failed: index out of bounds: the len is 2 but the index is 2"
                    .into()
            )
        );
        assert_eq!(read(b"abc"), Ok(b'c'));
        let nested = guard(|| guard(|| read(b"ab").is_err()));
        assert_eq!(nested, Ok(Ok(true)));
        assert_eq!(GUARDS.get(), 0);
    }

    #[test]
    fn deep_recursion_needs_no_large_stack_of_the_caller() {
        fn depth(of: usize) -> usize {
            let frame = std::hint::black_box([of; 64]);
            if of == 0 { 0 } else { 1 + depth(frame[0] - 1) }
        }
        let small = Builder::new().stack_size(64 * 1024);
        let thread = small.spawn(|| guard_deep(|| depth(5_000)));
        let reached = thread.expect("a thread").join().expect("no panic");
        assert_eq!(reached, Ok(5_000));
        assert!(guard_deep(|| [0][std::hint::black_box(1)]).is_err());
    }

    #[test]
    fn a_message_is_one_short_line() {
        let cases: [(Box<dyn Any + Send>, &str); 4] = [
            (Box::new("one\ntwo"), "one"),
            (Box::new(String::from("a\u{9B}b")), "ab"),
            (Box::new("x".repeat(900)), &"x".repeat(LONGEST)),
            (Box::new(7), "no reason given"),
        ];
        for (payload, expected) in cases {
            assert_eq!(message(&*payload), expected);
        }
    }
}
