// What the judges ask of a page, asked inside it: given to each page as a script, as `inside`.

globalThis.inside = (() => {
  const SEEN = { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true };
  const TOLERANCE = 1; // pixels: layout rounds

  const squeezed = (text) => text.replace(/\s+/g, " ").trim();
  const shortened = (text) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

  /** How a finding names an element: tag, id and classes, and the words it opens with. */
  function named(element) {
    const id = element.id ? `#${element.id}` : "";
    const classes = [...element.classList].map((name) => `.${name}`).join("");
    const words = shortened(squeezed(element.textContent));
    return `<${element.localName}${id}${classes}>${words ? ` “${words}”` : ""}`;
  }

  function rectsOf(node) {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((rect) => rect.width > 0 && rect.height > 0);
  }

  /** The pieces of text below `root` that can be seen. */
  function* texts(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { currentNode: node } = walker;
      const parent = node.parentElement;
      if (/\S/.test(node.data) && !parent.closest("noscript, script, style") && parent.checkVisibility(SEEN)) {
        const rects = rectsOf(node);
        if (rects.length > 0) {
          yield { node, parent, rects, text: squeezed(node.data) };
        }
      }
    }
  }

  /** The text that can be seen, piece by piece; `without` selects elements that do not count. */
  function visibleText(root = "body", without = "[hidden]") {
    const within = document.querySelector(root);
    return within ? [...texts(within)].filter(({ parent }) => !parent.closest(without)).map(({ text }) => text) : [];
  }

  // Shown to screen readers only, the usual way: within a box of one pixel.
  function isForEars(element) {
    for (let box = element; box; box = box.parentElement) {
      const { width, height } = box.getBoundingClientRect();
      if ((width <= 1 || height <= 1) && getComputedStyle(box).position === "absolute") {
        return true;
      }
    }
    return false;
  }

  /** Text that leaves its box, or is cut off by it, each with the box. */
  function spills() {
    const found = new Map();
    const boxes = new Map();
    const boxOf = (element) => {
      if (!boxes.has(element)) {
        boxes.set(element, { style: getComputedStyle(element), rect: element.getBoundingClientRect() });
      }
      return boxes.get(element);
    };
    for (const { parent, rects } of texts(document.body)) {
      if (isForEars(parent)) {
        continue;
      }
      const left = Math.min(...rects.map((rect) => rect.left));
      const right = Math.max(...rects.map((rect) => rect.right));
      const fault = spill(parent, left, right, boxOf);
      if (fault) {
        found.set(fault.box, `${fault.kind} ${named(fault.box)}`);
      }
    }
    return [...found.values(), ...cutBelow(boxOf)];
  }

  // From the text outward, to what scrolls or is laid out apart.
  function spill(from, left, right, boxOf) {
    for (let box = from; box && box !== document.documentElement; box = box.parentElement) {
      const { style, rect } = boxOf(box);
      if (style.display !== "inline" && style.display !== "contents") {
        if (["auto", "scroll"].includes(style.overflowX)) {
          return null;
        }
        if (left < rect.left - TOLERANCE || right > rect.right + TOLERANCE) {
          return { kind: style.overflowX === "visible" ? "text spills out of" : "text is cut off by", box };
        }
      }
      if (["absolute", "fixed"].includes(style.position)) {
        return null;
      }
    }
    return null;
  }

  function cutBelow(boxOf) {
    return [...document.body.querySelectorAll("*")]
      .filter((element) => {
        const { style } = boxOf(element);
        const cut = ["hidden", "clip"].includes(style.overflowY) && element.scrollHeight > element.clientHeight + TOLERANCE;
        return cut && !isForEars(element) && element.checkVisibility(SEEN);
      })
      .map((element) => `text is cut off below by ${named(element)}`);
  }

  /** Widths at which the style sheets change the layout, in pixels. */
  function breakpoints() {
    const queries = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.media?.mediaText ?? ""));
    const letter = parseFloat(getComputedStyle(document.documentElement).fontSize);
    return queries.flatMap((query) =>
      [...query.matchAll(/width[^\d]*([\d.]+)(r?em|px)/g)].map(([, number, unit]) => number * (unit === "px" ? 1 : letter)),
    );
  }

  /** By how many pixels the page is wider than the window. */
  const sidewaysScroll = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

  /** Boxes that hold more than they show and have to be scrolled. */
  function scrollingBoxes() {
    return [...document.body.querySelectorAll("*")]
      .filter((element) => element.scrollWidth > element.clientWidth + TOLERANCE)
      .filter((element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX))
      .filter((element) => element.checkVisibility(SEEN));
  }

  /** The text that a style sheet puts in front of an element, without what it says to ears instead. */
  function signOf(element) {
    const [, sign] = getComputedStyle(element, "::before").content.match(/^"(.+?)"/) ?? [];
    return sign?.trim() ?? "";
  }

  /** Cells whose words take no room: a sign stands for them. */
  function signed() {
    return [...document.querySelectorAll("td")].filter((cell) => cell.textContent.trim() && getComputedStyle(cell).fontSize === "0px");
  }

  /** Text and signs of less than this many points. */
  function smallTexts(points) {
    const isSmall = (element, part) => parseFloat(getComputedStyle(element, part).fontSize) < (points * 96) / 72;
    const small = [...texts(document.body)].map(({ parent }) => parent).filter((parent) => isSmall(parent));
    small.push(...signed().filter((cell) => signOf(cell) && isSmall(cell, "::before")));
    return [...new Set(small)].map((element) => `in less than ${points} points: ${named(element)}`);
  }

  /** How far things moved while the page was shown: the cumulative layout shift. */
  function layoutShift() {
    return new Promise((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => {
        sum += list.getEntries().reduce((total, entry) => total + entry.value, 0);
      }).observe({ type: "layout-shift", buffered: true });
      // Entries are handed out after a frame.
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum), 50)));
    });
  }

  /** What still moves when a reader has asked for stillness. */
  function motions() {
    const still = (value) => value.split(", ").every((time) => time === "0s");
    return [document.documentElement, ...document.querySelectorAll("body, body *")]
      .filter((element) => {
        const style = getComputedStyle(element);
        const animated = style.animationName !== "none" && !still(style.animationDuration);
        return animated || !still(style.transitionDuration) || style.scrollBehavior === "smooth";
      })
      .map((element) => `moves: <${element.localName}${element.className ? `.${element.className}` : ""}>`);
  }

  /** Shapes drawn by a background alone, which a forced palette has painted over. */
  function paintedOver() {
    return [...document.body.querySelectorAll("*")].flatMap((element) =>
      ["::before", "::after"]
        .filter((part) => {
          const style = getComputedStyle(element, part);
          const isShape = style.content === '""' && parseFloat(style.width) > 0 && parseFloat(style.height) > 0;
          const isFramed = style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth) > 0;
          return isShape && !isFramed && style.backgroundColor === groundOf(element);
        })
        .map((part) => `the shape ${part} of ${named(element)} cannot be seen`),
    );
  }

  /** The colour behind an element. Printers leave backgrounds out unless they are told not to. */
  function groundOf(element) {
    const isPaper = matchMedia("print").matches;
    for (let box = element; box; box = box.parentElement) {
      const { backgroundColor, printColorAdjust } = getComputedStyle(box);
      if (channels(backgroundColor)[3] > 0 && (!isPaper || printColorAdjust === "exact")) {
        return backgroundColor;
      }
    }
    return "rgb(255, 255, 255)";
  }

  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();

  /** Red, green, blue and opacity of a colour of any notation, each up to 255. */
  function channels(color) {
    if (!known.has(color)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      known.set(color, [...canvas.getImageData(0, 0, 1, 1).data]);
    }
    return known.get(color);
  }

  /** The contrast of two colours, as WCAG 2 counts it: 1 to 21. */
  function contrast(one, other) {
    const luminance = (color) => {
      const [red, green, blue] = channels(color).map((channel) => {
        const share = channel / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }

  /** Text of less than 4.5:1. Axe does not look at what is scrolled away, nor at text as dark as its ground. */
  function faintTexts() {
    const found = new Set();
    for (const { parent } of texts(document.body)) {
      if (!parent.closest("[aria-hidden=true]") && contrast(getComputedStyle(parent).color, groundOf(parent)) < 4.5) {
        found.add(`hard to read: ${named(parent)}`);
      }
    }
    return [...found];
  }

  /** External links whose address cannot be read on paper. */
  function unprintedAddresses() {
    const body = document.body.innerText;
    const decoded = (address) => {
      try {
        return decodeURI(address);
      } catch {
        return address;
      }
    };
    return [...document.querySelectorAll("a[href^='http']")]
      .filter((link) => link.checkVisibility(SEEN))
      .filter((link) => {
        const address = link.getAttribute("href");
        const words = squeezed(link.textContent);
        const isNamed = words.length >= 7 && address.includes(words);
        const shown = getComputedStyle(link, "::after").content;
        return !isNamed && ![address, decoded(address)].some((form) => body.includes(form) || shown.includes(form));
      })
      .map((link) => `the address of ${named(link)} is not printed`);
  }

  return {
    breakpoints, contrast, faintTexts, groundOf, layoutShift, motions, named, paintedOver, scrollingBoxes, sidewaysScroll, signOf, signed,
    smallTexts, spills, unprintedAddresses, visibleText,
  };
})();
