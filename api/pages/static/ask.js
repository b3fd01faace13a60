// Ctrl+Enter, or Cmd+Enter, asks; and a form that is left blank stays out of the address.
for (const form of document.querySelectorAll("form.ask")) {
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  form.addEventListener("submit", () => { if (!form.format.value) form.format.disabled = true; });
  addEventListener("pageshow", () => { form.format.disabled = false; });
}
