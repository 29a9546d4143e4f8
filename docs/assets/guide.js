// Copies a text that stands on the page. Without script the text is there to select. The theme's
// script gives each <pre> an id of its own, so the text is found by what it stands in.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const label = button.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const text = document.querySelector(`#${button.dataset.copy} pre`).textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Could not copy; select the text below";
    }
    setTimeout(() => { button.textContent = label; }, 2500);
  });
}
