"use strict";

// Keeps a page of the preview current. Everything it shows was made by the
// server, so without it a reload by hand shows the same.
(() => {
  const select = (page, part) => page.querySelector(`.forewarn-preview-${part}`);
  const banner = select(document, "banner");
  const numbers = (page) => select(page, "banner")?.dataset ?? {};
  let shown = numbers(document).number;
  const live = new URL("live", document.currentScript.src);

  // Shows what the server has now: another site by loading the page again,
  // which keeps the place it was scrolled to; the same site by a new panel.
  const refresh = async () => {
    const answer = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const { site } = numbers(page);
    if (!site) return;
    if (site !== numbers(document).site) {
      location.reload();
      return;
    }
    shown = numbers(page).number;
    select(document, "faults")?.remove();
    const faults = select(page, "faults");
    if (faults) banner.after(faults);
    select(document, "news").textContent = faults ? select(faults, "tally").textContent : "";
  };

  // A browser grants a host six connections, so only visible pages hold one. A
  // new connection is told the present number: nothing is missed in between.
  let stream;
  const connect = () => {
    if (document.hidden || stream) return;
    stream = new EventSource(live);
    // Whoever has the port after the preview does not know what its events are called.
    stream.addEventListener(banner.dataset.seal, (event) => {
      end(false);
      if (event.data !== shown) refresh().catch(() => {});
    });
    stream.onerror = async () => {
      if (stream?.readyState !== EventSource.CLOSED) {
        end(true);
        return;
      }
      disconnect();
      const answer = await fetch(live, { method: "HEAD" }).catch(() => {});
      // There may be too many streams, and no other reason to come again.
      if (answer?.status !== 503) end(true);
      if (answer?.status !== 404) setTimeout(connect, 2000);
    };
  };
  const end = (ended) => {
    const mark = "forewarn-preview-ended";
    if (banner.classList.contains(mark) === ended) return;
    banner.classList.toggle(mark, ended);
    const words =
      "This preview has ended or cannot be reached. One that is started anew has another address: the terminal shows it.";
    select(document, "news").textContent = ended ? words : "";
  };
  const disconnect = () => {
    stream?.close();
    stream = undefined;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  connect();

  // Time left, in the words of the server and from its clock.
  const opened = Date.now();
  const now = Date.parse(banner.dataset.now);
  const left = (seconds) => {
    const [minutes, hours, days] = [60, 3600, 86400].map((unit) => Math.floor(seconds / unit));
    if (seconds <= 0) return "now";
    if (!minutes) return "in less than a minute";
    if (!hours) return `in ${minutes} min`;
    if (!days) return `in ${hours} h ${minutes % 60} min`;
    return `in ${days} d ${hours % 24} h`;
  };
  const tick = () => {
    for (const place of document.querySelectorAll(".forewarn-preview-left [data-until]")) {
      const words = left((Date.parse(place.dataset.until) - now - (Date.now() - opened)) / 1000);
      if (place.textContent !== words) place.textContent = words;
    }
  };
  if (!("still" in banner.dataset)) setInterval(tick, 1000);
})();
