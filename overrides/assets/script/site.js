// Menu, light and dark, search. Everything works without it; it only makes it handier.
(root => {
  const store = key => { try { return localStorage.getItem(key) } catch { return null } }
  const show = scheme => { if (scheme) root.dataset.scheme = scheme; else delete root.dataset.scheme }
  show(store('scheme'))
  root.classList.replace('no-js', 'js')

  document.addEventListener('DOMContentLoaded', () => {
    const all = selector => document.querySelectorAll(selector)

    // Buttons that open the menu and the search field where there is no room to show them
    const buttons = [...all('[aria-controls]')]
    const toggle = (button, open) => {
      button.setAttribute('aria-expanded', open)
      document.getElementById(button.getAttribute('aria-controls')).classList.toggle('open', open)
    }
    const isOpen = button => button.getAttribute('aria-expanded') === 'true'
    for (const button of buttons) {
      button.onclick = () => {
        const open = !isOpen(button)
        buttons.forEach(other => toggle(other, open && other === button))
        const field = document.querySelector('.open input')
        if (open && field) field.focus()
      }
    }
    document.addEventListener('keydown', event => {
      const button = event.key === 'Escape' && buttons.find(isOpen)
      if (!button || event.defaultPrevented) return
      toggle(button, false)
      button.focus()
    })

    // Light, dark or what the device asks; kept only when the reader chose
    for (const radio of all('[name="scheme"]')) {
      radio.checked = radio.value === (store('scheme') || 'auto')
      radio.onchange = () => {
        const scheme = radio.value === 'auto' ? null : radio.value
        show(scheme)
        try { scheme ? localStorage.setItem('scheme', scheme) : localStorage.removeItem('scheme') } catch {}
      }
    }

    // A link into folded text opens it; newer browsers do so by themselves
    const unfold = () => {
      const place = document.querySelector('details:not([open]) :target')
      if (!place) return
      place.closest('details').open = true
      place.scrollIntoView()
    }
    addEventListener('hashchange', unfold)
    unfold()

    // The other language: at the same place, which has the same name there, with what was chosen or searched for
    for (const link of all('.language, .about a[hreflang], .notice a[hreflang]')) {
      const address = link.href
      const lead = () => { link.href = address + location.search + location.hash }
      if (!link.hash) ['pointerdown', 'focus', 'click'].forEach(event => link.addEventListener(event, lead))
    }

    // Search: its code and index are fetched when someone goes to the field
    for (const field of all('input[data-code]')) {
      let started
      const start = () => { started ??= import(new URL(field.dataset.code, location)).then(code => code.start(field)) }
      field.addEventListener('focus', start, { once: true })
      if (field.closest('.search--page') && location.search) start()
    }

    // What a term means, at the word: on hover and focus, and at the first touch; without this the word leads to the glossary
    const tip = document.createElement('div')
    let term, wait
    const hide = () => { tip.remove(); if (term) term.removeAttribute('aria-describedby'); term = null }
    const later = () => { wait = setTimeout(hide, 300) }
    const tell = link => {
      clearTimeout(wait)
      if (term === link) return
      hide()
      term = link
      tip.textContent = link.dataset.term
      link.closest('p, li, dd').after(tip)
      link.setAttribute('aria-describedby', tip.id)
      const line = [...link.getClientRects()].pop()
      const around = (tip.offsetParent || root).getBoundingClientRect()
      const left = Math.min(line.left, root.clientWidth - tip.offsetWidth - 8)
      const above = line.bottom + tip.offsetHeight > root.clientHeight && line.top > tip.offsetHeight
      tip.style.left = Math.max(left, 8) - around.left + 'px'
      tip.style.top = (above ? line.top - tip.offsetHeight : line.bottom) - around.top + 'px'
    }
    tip.className = tip.id = 'tip'
    tip.setAttribute('role', 'tooltip')
    tip.onpointerenter = () => clearTimeout(wait)
    tip.onpointerleave = later
    for (const link of all('a[data-term]')) {
      link.addEventListener('pointerenter', event => { if (event.pointerType === 'mouse') tell(link) })
      link.addEventListener('pointerleave', event => { if (event.pointerType === 'mouse') later() })
      link.addEventListener('focus', () => { if (link.matches(':focus-visible')) tell(link) })
      link.addEventListener('blur', hide)
      link.addEventListener('click', event => {
        if (event.pointerType !== 'touch' || term === link) return
        event.preventDefault()
        tell(link)
      })
    }
    document.addEventListener('click', event => { if (term && !event.target.closest('#tip, [data-term]')) hide() })
    document.addEventListener('keydown', event => { if (event.key === 'Escape' && term) { event.preventDefault(); hide() } }, true)
  })
})(document.documentElement)
