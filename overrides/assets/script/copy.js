// Copies the message above the button; without this the reader selects it, which one click or touch does.
const words = text => [...text.querySelectorAll('p, li')].filter(block => !block.querySelector('p')).map(block => mark(block.closest('li'), block) + block.innerText).join('\n\n')
const mark = (item, block) => !item || block.previousElementSibling && block !== item ? '' : item.parentElement.matches('ol') ? `${[...item.parentElement.children].indexOf(item) + 1}. ` : '- '
for (const button of document.querySelectorAll('[data-copy]')) {
  const text = button.closest('.message').querySelector('.message__text')
  const status = button.parentElement.querySelector('[role=status]')
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(words(text))
      status.textContent = button.dataset.copy
    } catch {
      getSelection().selectAllChildren(text)
    }
  })
}
