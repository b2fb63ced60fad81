/* Passkeys: show what needs them where the browser can do it, and say when it failed. */
(function () {
  const sorry = document.currentScript.dataset.sorry

  function each (selector, act) {
    document.querySelectorAll(selector).forEach(act)
  }

  function show () {
    if (!window.PublicKeyCredential) return
    each('[data-passkey]', element => { element.hidden = false })
    each('[data-passkey-missing]', element => { element.hidden = true })
  }

  document.addEventListener('allauth.error', event => {
    event.preventDefault()
    each('[data-passkey-error]', element => {
      element.textContent = sorry
      element.hidden = false
    })
  })

  document.addEventListener('DOMContentLoaded', show)
})()
