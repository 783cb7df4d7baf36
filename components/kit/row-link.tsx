import type { ComponentProps } from 'react'
import { Link } from '@/components/ui/link'

/** Link from a row to its page. Does not prefetch, since there are many rows. */
export const RowLink = (props: ComponentProps<typeof Link>) => (
  <Link prefetch={false} className="rounded-[4px] text-accent underline-offset-2 hover:underline" {...props} />
)

export const RaterRowLink = ({ slug, id }: { slug: string; id: number }) => (
  <RowLink href={`/projects/${slug}/raters/${id}`}>Rater {id}</RowLink>
)
