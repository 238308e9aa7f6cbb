-- Reads "a<TAB>b" lines, prints "a<TAB>sign<TAB>b" by base's Data.Version.
import Data.Version
import Text.ParserCombinators.ReadP

main :: IO ()
main = interact (unlines . map compared . lines)

compared :: String -> String
compared line = a ++ "\t" ++ sign (compare (version a) (version b)) ++ "\t" ++ b
  where
    (a, rest) = break (== '\t') line
    b = drop 1 rest

version :: String -> Version
version text = head [v | (v, "") <- readP_to_S parseVersion text]

sign :: Ordering -> String
sign LT = "<"
sign EQ = "="
sign GT = ">"
