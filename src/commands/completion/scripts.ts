/**
 * The scripts that shells evaluate to complete `ecpay`. Each asks the program for completions of the line so far, and
 * lets the shell complete file names if there are none. They contain no names of commands or options, and keep the order
 * of the program, which has the newest number first; a bash before 4.4 sorts. A quote that is still open is none of the
 * word.
 */
export const COMPLETION_SCRIPTS = {
  // Readline splits words at `=` and `:`. They are joined again, and the part before the split is removed from results.
  bash: `_ecpay() {
  local IFS=$'\\n' words=() word glue='' cur i
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    ((i == COMP_CWORD)) && word=\${word#[\\'\\"]}
    if [[ ( $glue || $word == [=:]* ) && \${#words[@]} -gt 0 ]]; then
      words[\${#words[@]} - 1]+=$word
    else
      words+=("$word")
    fi
    glue=''
    [[ $word == *[=:] ]] && glue=1
  done
  cur=\${words[\${#words[@]} - 1]}
  COMPREPLY=($(ecpay completion words -- "\${words[@]}" 2>/dev/null | cut -f 1))
  if [[ $cur == *[=:]* ]]; then
    COMPREPLY=("\${COMPREPLY[@]#"\${cur%"\${cur##*[=:]}"}"}")
  fi
}
complete -o nosort -o default -F _ecpay ecpay 2>/dev/null || complete -o default -F _ecpay ecpay
`,
  zsh: `#compdef ecpay
_ecpay() {
  local -a values shown
  local line
  for line in "\${(@f)$(ecpay completion words -- "\${(@)words[2,CURRENT-1]}" "\${words[CURRENT]#[\\'\\"]}" 2>/dev/null)}"; do
    [[ -n $line ]] || continue
    values+=("\${line%%$'\\t'*}")
    shown+=("\${line/$'\\t'/  -- }")
  done
  if (( $#values )); then
    compadd -V ecpay -l -d shown -a values
  else
    compset -P '--*='
    _files
  fi
}
if [[ $funcstack[1] == _ecpay ]]; then
  _ecpay "$@"
else
  compdef _ecpay ecpay
fi
`,
  fish: `function __ecpay_words
  set -l line (commandline -opc) (string replace -r -- '^[\\'"]' '' (commandline -ct))
  set -l found (ecpay completion words -- $line[2..-1] 2>/dev/null)
  if test (count $found) -gt 0
    printf '%s\\n' $found
  else
    set -l flag (string match -r -- '^--[^=]*=' (commandline -ct))
    set -l path (string replace -r -- '^--[^=]*=' '' (commandline -ct))
    string replace -r -- '^' "$flag" (__fish_complete_path $path)
  end
end
complete -k -c ecpay -f -a '(__ecpay_words)'
`,
  // Before PowerShell 7.3, an empty argument must be passed in quotes.
  powershell: `Register-ArgumentCompleter -Native -CommandName ecpay -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  if ($wordToComplete -eq '') {
    $words += if ($PSVersionTable.PSVersion -ge [version]'7.3') { '' } else { '""' }
  }
  ecpay completion words '--' @words 2>$null | ForEach-Object {
    $value, $about = $_ -split "\`t", 2
    if (-not $about) { $about = $value }
    [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $about)
  }
}
`
} as const
