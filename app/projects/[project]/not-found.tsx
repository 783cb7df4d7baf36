import { PageHeader } from '@/components/ui/page'
import { missingTitle } from './project-page'

/** Keeps the project's frame and menu around a missing page. */
export default function NotFoundInProject() {
  return (
    <PageHeader title={missingTitle}>
      There is nothing at this address, or it has been removed. Choose another page in the menu.
    </PageHeader>
  )
}
