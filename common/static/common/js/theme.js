// Loaded early and blocking, so that the page never flashes in the wrong colours.
(function () {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  root.classList.add("has-js");
  function paint() {
    const chosen = root.dataset.theme || "system";
    root.dataset.bsTheme = chosen === "system" ? (dark.matches ? "dark" : "light") : chosen;
  }
  dark.addEventListener("change", paint);
  root.addEventListener("ancrage:theme", paint);
  paint();
})();
