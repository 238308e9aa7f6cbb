requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector(".block").classList.add("moved")));
