/**
 * A key nobody else makes: 128 random bits in hexadecimal. `crypto.randomUUID` is missing where the network has no
 * certificate.
 */
export const newKey = (
  random: (bytes: Uint8Array) => Uint8Array = (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
): string => [...random(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
