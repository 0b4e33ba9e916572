// Keeps what is typed on the server while it is typed, so that a lost session or a flat battery loses nothing.
const PAUSE = 1200;

export function saveAsTyped() {
  document.querySelectorAll("form[data-save-as-typed]").forEach((form) => {
    const status = form.querySelector("[data-saved]");
    let waiting;
    let sending = Promise.resolve();
    const save = () => {
      const body = new FormData(form);
      for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
      // One after the other: an older copy must not arrive after a newer one.
      sending = sending.then(() => send(form.dataset.saveAsTyped, body, status));
    };
    const later = () => { clearTimeout(waiting); waiting = setTimeout(save, PAUSE); };
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    form.addEventListener("submit", () => clearTimeout(waiting));
  });
}

async function send(address, body, status) {
  try {
    const answer = await fetch(address, { method: "POST", body, redirect: "manual", credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    const time = new Date().toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit", hour12: true });
    status.textContent = `Saved as a draft at ${time.replace(" ", "")}`;
  } catch {
    status.textContent = "Not saved as a draft. You may be signed out or offline: copy what you typed before you leave.";
  }
}
