import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { Link } from '@/components/ui/link'

// The padding makes it a target of 24 pixels for touch, without moving what is around it.
const ownStyle = 'rounded-[4px] touch:py-1 underline-offset-2 hover:underline'

/** Link from a row to its page. Does not prefetch, since there are many rows. */
export const RowLink = (props: ComponentProps<typeof Link>) => (
  <Link prefetch={false} className={`${ownStyle} text-accent`} {...props} />
)

interface RaterRowLinkProps extends Omit<ComponentProps<typeof Link>, 'href' | 'id'> {
  slug: string
  id: number
  /** Has the color of the text around it, or of `className`. */
  isPlain?: boolean
}

/** Link to a rater's page. Shows the rater's number unless there are `children`. */
export const RaterRowLink = ({ slug, id, isPlain, className, children, ...link }: RaterRowLinkProps) => (
  <RowLink
    href={`/projects/${slug}/raters/${id}`}
    className={clsx(ownStyle, !isPlain && 'text-accent', className)}
    {...link}
  >
    {children ?? `Rater ${id}`}
  </RowLink>
)
