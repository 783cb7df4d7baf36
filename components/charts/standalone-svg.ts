const properties = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'font-variant-numeric',
  'text-anchor',
]

/** Returns a rendered chart as an SVG file with all styles inlined. */
export function standaloneSvg(svg: SVGSVGElement, title: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const drawn = [svg, ...svg.querySelectorAll('*')]
  for (const [index, element] of [copy, ...copy.querySelectorAll('*')].entries()) {
    const style = getComputedStyle(drawn[index]!)
    for (const property of properties) element.setAttribute(property, style.getPropertyValue(property))
    element.removeAttribute('class')
  }
  for (const element of copy.querySelectorAll('[data-reading]')) element.remove()

  const { width, height } = svg.getBoundingClientRect()
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  const margin = 16
  const box = { x: -margin, y: -margin, width: width + 2 * margin, height: height + 2 * margin }
  for (const [name, value] of Object.entries({ ...box, fill: groundColor(svg) }))
    ground.setAttribute(name, String(value))
  const name = document.createElementNS('http://www.w3.org/2000/svg', 'title')
  name.textContent = title
  copy.prepend(name, ground)

  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('viewBox', `${box.x} ${box.y} ${box.width} ${box.height}`)
  copy.setAttribute('width', String(box.width))
  copy.setAttribute('height', String(box.height))
  copy.removeAttribute('aria-hidden')
  copy.removeAttribute('data-chart')
  return new XMLSerializer().serializeToString(copy)
}

function groundColor(element: Element): string {
  for (let place: Element | null = element; place; place = place.parentElement) {
    const color = getComputedStyle(place).backgroundColor
    if (color !== 'transparent' && color !== 'rgba(0, 0, 0, 0)') return color
  }
  return 'white'
}
