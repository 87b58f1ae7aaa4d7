// Answer one question about post-quantum age keys with the npm package `age-encryption`, which shares no
// code with ours. Arguments: the folder node_modules. Standard input: {"do", "identity"?, "recipients"?,
// "data"? (Base 64)}. Standard output: {"identity"?, "recipient"?, "data"? (Base 64)}.

import { webcrypto } from "node:crypto"
import { join } from "node:path"
import { pathToFileURL } from "node:url"

globalThis.crypto ??= webcrypto // Node 18, which Debian 12 has, keeps it in a module

const [folder] = process.argv.slice(2)
const age = await import(pathToFileURL(join(folder, "age-encryption", "dist", "index.js")))

const verbs = {
    async generate() {
        const identity = await age.generateHybridIdentity()
        return { identity, recipient: await age.identityToRecipient(identity) }
    },
    async recipient({ identity }) {
        return { recipient: await age.identityToRecipient(identity) }
    },
    async encrypt({ recipients, data }) {
        const encrypter = new age.Encrypter()
        recipients.forEach((recipient) => encrypter.addRecipient(recipient))
        return { data: toBase64(await encrypter.encrypt(Buffer.from(data, "base64"))) }
    },
    async decrypt({ identity, data }) {
        const decrypter = new age.Decrypter()
        decrypter.addIdentity(identity)
        return { data: toBase64(await decrypter.decrypt(Buffer.from(data, "base64"))) }
    },
}

function toBase64(bytes) {
    return Buffer.from(bytes).toString("base64")
}

async function standardInput() {
    const pieces = []
    for await (const piece of process.stdin) pieces.push(piece)
    return JSON.parse(Buffer.concat(pieces))
}

const question = await standardInput()
process.stdout.write(JSON.stringify(await verbs[question.do](question)))
