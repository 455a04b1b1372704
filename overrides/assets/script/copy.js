// Copies the message above the button; without this the reader selects it, which one click or touch does.
for (const button of document.querySelectorAll('[data-copy]')) {
  const text = button.closest('.message').querySelector('.message__text')
  const status = button.parentElement.querySelector('[role=status]')
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text.innerText.trim())
      status.textContent = button.dataset.copy
    } catch {
      getSelection().selectAllChildren(text)
    }
  })
}
