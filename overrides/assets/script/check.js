// Says of which edition a file is, by its sum; the file stays here. Without this the page says how to do it by hand.
for (const box of document.querySelectorAll('[data-check]')) {
  const field = box.querySelector('input')
  const status = box.querySelector('[role=status]')
  const { busy, unknown, failed, page, base, check } = box.dataset
  field.addEventListener('change', async () => {
    const [file] = field.files
    if (!file) return
    status.textContent = busy
    try {
      const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
      const known = await (await fetch(check)).json()
      const found = known[[...sum].map(byte => byte.toString(16).padStart(2, '0')).join('')]
      status.textContent = found ? `${found.told} ` : unknown
      if (found) status.append(Object.assign(document.createElement('a'), { href: base + found.page, textContent: page }))
    } catch {
      status.textContent = failed
    }
  })
}
