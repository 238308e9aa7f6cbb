//! The live-reload stream: server-sent events (HTML Living Standard, section 9.2).

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame};
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time::timeout;

/// How long a stream is silent at most: a client that has gone without a word
/// is noticed by what it no longer takes.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How soon a browser comes back after the stream broke, as when the preview
/// was started anew.
const RETRY: Duration = Duration::from_secs(1);

/// The body of the stream. It ends when the pages do.
pub(super) struct Events {
    next: Pin<Box<dyn Future<Output = Next> + Send>>,
}

/// The next text to send, and the stream after it.
type Next = Option<(Bytes, Stream)>;

struct Stream {
    /// What the events are called.
    name: String,
    changes: watch::Receiver<u64>,
    /// Given back when the connection closes.
    _place: OwnedSemaphorePermit,
}

impl Events {
    /// Tells the present number at once, and later ones as they come.
    pub(super) fn new(
        mut changes: watch::Receiver<u64>,
        name: &str,
        place: OwnedSemaphorePermit,
    ) -> Self {
        changes.mark_changed();
        let stream = Stream {
            name: name.to_owned(),
            changes,
            _place: place,
        };
        Self {
            next: Box::pin(stream.next()),
        }
    }
}

impl Stream {
    async fn next(mut self) -> Next {
        let text = match timeout(HEARTBEAT, self.changes.changed()).await {
            Ok(Ok(())) => {
                let number = *self.changes.borrow_and_update();
                let (name, retry) = (&self.name, RETRY.as_millis());
                format!("retry: {retry}\nevent: {name}\ndata: {number}\n\n")
            }
            Ok(Err(_)) => return None,
            Err(_) => ":\n\n".to_owned(),
        };
        Some((text.into(), self))
    }
}

impl Body for Events {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let next = ready!(self.next.as_mut().poll(context));
        Poll::Ready(next.map(|(text, stream)| {
            self.next = Box::pin(stream.next());
            Ok(Frame::data(text))
        }))
    }
}
