import type { ComponentProps } from 'react'

/**
 * A form that its `onSubmit` submits. Before hydration the browser would do so itself and lose the input; outside a
 * dialog element, `method="dialog"` makes it do nothing.
 */
export const PageForm = (props: ComponentProps<'form'>) => <form method="dialog" {...props} />
