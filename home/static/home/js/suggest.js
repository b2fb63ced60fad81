// Suggestions below a search field while somebody types; the form works without.
const WAIT = 180
const SHORTEST = 2

function enhance (input, number) {
  const { suggest, suggestCount } = input.dataset
  const list = document.createElement('ul')
  const status = document.createElement('p')
  let waiting = null
  let request = null
  let active = -1

  list.id = `vorschlaege-${number}`
  list.className = 'suggestions'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', input.dataset.suggestLabel)
  list.hidden = true
  status.className = 'visually-hidden'
  status.setAttribute('role', 'status')
  input.parentElement.append(list, status)
  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-controls', list.id)
  input.setAttribute('aria-expanded', 'false')
  input.autocomplete = 'off'

  function close () {
    list.hidden = true
    active = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }

  function choose (position) {
    const options = [...list.children]
    active = (position + options.length) % options.length
    options.forEach((option, index) => option.setAttribute('aria-selected', index === active))
    input.setAttribute('aria-activedescendant', options[active].id)
    options[active].scrollIntoView({ block: 'nearest' })
  }

  function option ({ title, url, kind }, index) {
    const item = document.createElement('li')
    const label = document.createElement('span')
    item.id = `${list.id}-${index}`
    item.className = 'suggestions__item'
    item.setAttribute('role', 'option')
    item.setAttribute('aria-selected', 'false')
    item.dataset.url = url
    label.className = 'suggestions__kind'
    label.textContent = kind
    item.append(title, ' ', label)
    return item
  }

  function show (suggestions) {
    list.replaceChildren(...suggestions.map(option))
    status.textContent = suggestCount.replace('#', suggestions.length)
    if (!suggestions.length) return close()
    active = -1
    list.hidden = false
    input.setAttribute('aria-expanded', 'true')
    input.removeAttribute('aria-activedescendant')
  }

  async function ask () {
    const words = input.value.trim()
    request?.abort()
    if (words.length < SHORTEST) return close()
    request = new AbortController()
    try {
      const answer = await fetch(`${suggest}?q=${encodeURIComponent(words)}`, { signal: request.signal })
      if (answer.ok) show((await answer.json()).suggestions)
    } catch { /* out of date or out of reach: the form is still there */ }
  }

  input.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(ask, WAIT)
  })
  input.addEventListener('keydown', event => {
    if (list.hidden) return
    if (event.key === 'ArrowDown') choose(active + 1)
    else if (event.key === 'ArrowUp') choose(active < 0 ? -1 : active - 1)
    else if (event.key === 'Escape') close()
    else if (event.key === 'Enter' && active >= 0) location.assign(list.children[active].dataset.url)
    else return
    event.preventDefault()
  })
  input.addEventListener('blur', close)
  list.addEventListener('mousedown', event => {
    const item = event.target.closest('[data-url]')
    event.preventDefault()
    if (item) location.assign(item.dataset.url)
  })
}

// Only where the form asks the whole house: other lists have a search of their own.
const fields = [...document.querySelectorAll('input[data-suggest]')]
fields
  .filter(input => input.dataset.suggest.startsWith(new URL(input.form.action).pathname))
  .forEach(enhance)
