import type { Tone } from './series'

export const strokeOf: Record<Tone, string> = {
  accent: 'stroke-accent',
  no: 'stroke-no',
  maybe: 'stroke-maybe',
  yes: 'stroke-yes',
  second: 'stroke-second',
}

export const fillOf: Record<Tone, string> = {
  accent: 'fill-accent',
  no: 'fill-no',
  maybe: 'fill-maybe',
  yes: 'fill-yes',
  second: 'fill-second',
}

export const colorOf: Record<Tone, string> = {
  accent: 'var(--accent)',
  no: 'var(--no)',
  maybe: 'var(--maybe)',
  yes: 'var(--yes)',
  second: 'var(--second)',
}
