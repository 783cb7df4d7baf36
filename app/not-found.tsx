import { Door } from '@/components/account/door'
import { LinkButton } from '@/components/ui/button'

export default function NotFoundPage() {
  return (
    <Door title="There is nothing here" form={<LinkButton href="/">Go to your projects</LinkButton>}>
      The address is wrong, or it leads to something that is not shared with you.
    </Door>
  )
}
