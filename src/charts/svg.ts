/** SVG as text: elements, attributes, numbers of at most two decimals. Same input, same bytes. */

export type AttributeValue = string | number | undefined
export type Attributes = Readonly<Record<string, AttributeValue>>

/** One element; attributes that are undefined are left out, children are markup already. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const opening = `${name}${Object.entries(attributes).map(attribute).join('')}`
  return children.length === 0 ? `<${opening}/>` : `<${opening}>${children.join('')}</${name}>`
}

/** A `<text>` element with escaped content. */
export function text(content: string, attributes: Attributes): string {
  return element('text', attributes, escapeXml(content))
}

/** At most two decimals, no exponent, no −0. */
export function decimals(value: number): string {
  const rounded = Math.round(value * 100) / 100
  return rounded === 0 ? '0' : String(rounded)
}

/** Escapes the five characters of XML and drops the control characters it does not allow. */
export function escapeXml(content: string): string {
  return Array.from(content, escapeCharacter).join('')
}

/** A text as part of an `id`: letters, digits and hyphens. */
export function slug(content: string): string {
  return content
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeCharacter(character: string): string {
  if (character < ' ') return ' '
  return entities[character] ?? character
}

function attribute([name, value]: readonly [string, AttributeValue]): string {
  if (value === undefined) return ''
  return ` ${name}="${typeof value === 'number' ? decimals(value) : escapeXml(value)}"`
}
