import { KeyList } from '@/components/kit/keys-dialog'
import { Dialog } from '@/components/ui/dialog'
import { TextLink } from '@/components/ui/link'
import { guideAddress, manualDocuments } from '@/lib/domain/manual'
import { commonKeys, pageHelp, terms } from '@/lib/domain/projects/page-help'
import type { ProjectPage } from '@/lib/domain/projects/project-pages'

interface HelpPanelProps {
  page: ProjectPage
  isOpen: boolean
  onClose: () => void
}

export function HelpPanel({ page, isOpen, onClose }: HelpPanelProps) {
  const help = pageHelp[page.id]
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={`Help: ${page.title}`} isWide>
      <div lang="en" className="flex flex-col gap-5">
        <p className="text-pretty">{help.purpose}</p>
        {help.terms.length > 0 && (
          <section>
            <h3 className="mb-2 font-semibold">Words on this page</h3>
            <dl className="grid gap-x-5 gap-y-2 desk:grid-cols-[120px_minmax(0,1fr)]">
              {help.terms.map((term) => (
                <div key={term} className="desk:contents">
                  <dt className="font-medium first-letter:uppercase">{term}</dt>
                  <dd className="text-pretty text-second">{terms[term]}</dd>
                </div>
              ))}
            </dl>
          </section>
        )}
        <section>
          <h3 className="mb-2 font-semibold">Keyboard shortcuts</h3>
          <KeyList
            list={[
              ...(help.keys ?? []),
              ...commonKeys.filter(({ keys }) => !help.keys?.some((own) => own.keys.join() === keys.join())),
            ]}
          />
        </section>
        <section>
          <h3 className="mb-2 font-semibold">Read on</h3>
          <ul className="flex flex-col gap-1.5">
            <li>
              <TextLink href={guideAddress(help.guide)} onClick={onClose}>
                {help.guide} (in the guide)
              </TextLink>
            </li>
            {manualDocuments.map(({ name, title, address }) => (
              <li key={name}>
                <TextLink href={address} onClick={onClose}>
                  {title}
                </TextLink>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Dialog>
  )
}
