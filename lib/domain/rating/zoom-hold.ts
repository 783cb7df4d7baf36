/** A key released within this time was tapped, not held. */
export const tapMs = 300

/** Zoom by a key: held, it lasts as long as the key is down; tapped, it stays until the next tap. */
export interface ZoomHold {
  isZoomed: boolean
  /** When the key went down, and whether that is what zoomed in; null while it is up. */
  press: { at: number; hasZoomed: boolean } | null
}

export const noZoom: ZoomHold = { isZoomed: false, press: null }

export function zoomStep(zoom: ZoomHold, phase: 'press' | 'release' | 'toggle', at: number): ZoomHold {
  if (phase === 'toggle') return { isZoomed: !zoom.isZoomed, press: null }
  if (phase === 'press') {
    return zoom.press ? zoom : { isZoomed: true, press: { at, hasZoomed: !zoom.isZoomed } }
  }
  if (!zoom.press) return zoom
  const isTap = at - zoom.press.at <= tapMs
  return { isZoomed: isTap && zoom.press.hasZoomed, press: null }
}
