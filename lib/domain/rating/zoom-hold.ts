/** A key released within this time was tapped, not held. */
const tapMs = 300

/** Zoom by key: while held, or from one tap until the next. */
export interface ZoomHold {
  isZoomed: boolean
  /** When the key was pressed, and whether that zoomed in. Null while it is up. */
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
