// A form with `data-proof` computes its proof of work while it is being filled in.
// Without this script, or if it isn't done in time, the form is sent all the same.
const BATCH = 64

document.addEventListener('focusin', event => {
  const field = event.target.form?.querySelector('input[data-proof]')
  if (!field || field.dataset.begun || !window.crypto?.subtle) return
  field.dataset.begun = 'yes'
  work(field, field.form.elements.idempotency_key.value)
})

async function work (field, key) {
  const bits = Number(field.dataset.proof)
  for (let start = 0; !field.value; start += BATCH) {
    const tries = Array.from({ length: BATCH }, (_, index) => start + index)
    const found = await Promise.all(tries.map(n => isWorked(`${key}:${n}`, bits)))
    const index = found.indexOf(true)
    if (index >= 0) field.value = start + index
  }
}

async function isWorked (text, bits) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return new DataView(digest).getUint32(0) >>> (32 - bits) === 0
}
