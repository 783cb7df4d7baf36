import type { ReactNode, SVGProps } from 'react'

export interface IconProps extends SVGProps<SVGSVGElement> {
  /** Side of the square in pixels. */
  size?: number
}

export type IconType = (props: IconProps) => ReactNode

/**
 * Creates an icon from SVG markup in a 24-unit square. Icons are Lucide's, listed in `icon-list.json`. Hidden from
 * screen readers without a label.
 *
 * @public used by the modules in `generated`
 */
export const icon =
  (drawing: string): IconType =>
  ({ size = 24, ...rest }) => (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden={rest['aria-label'] === undefined}
      {...rest}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the markup comes from a package, at build time
      dangerouslySetInnerHTML={{ __html: drawing }}
    />
  )
