// Runs the script of the comment's workflow as github-script does, with GitHub played by a description on stdin.
// Prints what was written, what was said in the log, and what went wrong.
const described = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
const ran = { written: [], said: [], failed: null };
const rest = {
  pulls: {
    get: async ({ pull_number }) => {
      if (pull_number !== described.number) throw new Error('Not Found');
      return { data: described.pull };
    },
    listFiles: async () => {
      throw new Error('the files of a pull request are those of its last push');
    },
  },
  git: { getTree: async ({ tree_sha, recursive }) => ({ data: recursive && described.trees[tree_sha] }) },
  repos: {
    compareCommitsWithBasehead: async ({ basehead }) => ({
      data: { merge_base_commit: { sha: described.forks[basehead] } },
    }),
  },
  issues: {
    listComments: async () => described.comments,
    createComment: async ({ owner, repo, issue_number, body }) =>
      ran.written.push({ create: issue_number, at: `${owner}/${repo}`, body }),
    updateComment: async ({ comment_id, body }) => ran.written.push({ update: comment_id, body }),
  },
};
const github = { rest, paginate: (list, asked) => list(asked) };
const context = { repo: { owner: 'indus', repo: 'records' }, payload: { workflow_run: described.run } };
const core = { notice: (text) => ran.said.push(text) };
const Script = Object.getPrototypeOf(async () => {}).constructor;
new Script('github', 'context', 'core', 'require', described.script)(github, context, core, require)
  .catch((error) => (ran.failed = error.message))
  .then(() => console.log(JSON.stringify(ran)));
