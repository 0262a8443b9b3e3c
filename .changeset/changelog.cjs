/** A line of the changelog as it was written, without the commit. */
exports.getReleaseLine = async ({ summary }) => `- ${summary.trim().replace(/\s*\n\s*/g, ' ')}`
exports.getDependencyReleaseLine = async () => ''
