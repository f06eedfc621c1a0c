// Sort and filter the rows where they stand; what is hidden is still part of the round.
const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

export function setUpFilter(list, { sort, search, none }) {
  const rows = [...list.children];
  const byName = [...rows].sort((a, b) => a.dataset.name.localeCompare(b.dataset.name));
  sort.addEventListener("change", () => list.append(...(sort.value === "name" ? byName : rows)));
  search.addEventListener("input", () => {
    const wanted = bare(search.value).split(/\s+/);
    for (const row of rows) row.hidden = !wanted.every((word) => row.dataset.search.includes(word));
    none.hidden = rows.some((row) => !row.hidden);
  });
  // Enter in the box must not finish the round.
  search.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
}
