// Makes and uses passkeys. A form says with data-passkey what it needs: "create", "get" (options are in the page) or
// "fetch" (options come from the address that the form is sent to). The answer goes into the field "credential".

const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const named = (list) => (list ?? []).map((each) => ({ ...each, id: bytes(each.id) }))

const create = async ({ publicKey }) => {
  const made = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: named(publicKey.excludeCredentials)
    }
  })
  return written(made, { attestationObject: text(made.response.attestationObject), transports: made.response.getTransports?.() ?? [] })
}

const get = async ({ publicKey }) => {
  const shown = await navigator.credentials.get({
    publicKey: { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: named(publicKey.allowCredentials) }
  })
  const { authenticatorData, signature, userHandle } = shown.response
  return written(shown, {
    authenticatorData: text(authenticatorData),
    signature: text(signature),
    userHandle: userHandle ? text(userHandle) : null
  })
}

const written = (credential, response) => ({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment ?? null,
  clientExtensionResults: credential.getClientExtensionResults(),
  response: { clientDataJSON: text(credential.response.clientDataJSON), ...response }
})

const fetched = async (address) => {
  const answer = await fetch(address, { headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(`${answer.status} from ${address}`)
  return (await answer.json()).request_options
}

const prepare = (form) => {
  const trouble = form.querySelector('[data-passkey-trouble]')
  form.querySelector('[data-without-passkeys]').hidden = true
  form.querySelector('[data-with-passkeys]').hidden = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    trouble.hidden = true
    try {
      const wanted = form.dataset.passkey
      const options = wanted === 'fetch' ? await fetched(form.action) : JSON.parse(form.dataset.options)
      const credential = wanted === 'create' ? await create(options) : await get(options)
      form.elements.credential.value = JSON.stringify(credential)
      form.submit()
    } catch (error) {
      trouble.hidden = false
      console.warn(error)
    }
  })
}

if (window.PublicKeyCredential) document.querySelectorAll('form[data-passkey]').forEach(prepare)
