// Small comforts of every page; all of it works without this file.

// A refused form: the summary is read first.
document.querySelector(".error-summary")?.focus();

// Menus close with Escape (focus goes back to their button) or when one acts elsewhere.
const menus = () => document.querySelectorAll("details.menu[open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});
for (const kind of ["click", "focusin"]) {
  document.addEventListener(kind, (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
}

// The theme changes in place; without a script the same form reloads the page.
document.querySelector("form[data-theme-form]")?.addEventListener("submit", (event) => {
  const chosen = event.submitter?.value;
  if (!chosen) return;
  event.preventDefault();
  const root = document.documentElement;
  root.dataset.theme = chosen;
  root.dispatchEvent(new Event("ancrage:theme"));
  for (const button of event.target.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.value === chosen));
  }
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${chosen}; path=/; max-age=31536000; SameSite=Lax${secure}`;
});

// A page may ask to be printed.
for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
