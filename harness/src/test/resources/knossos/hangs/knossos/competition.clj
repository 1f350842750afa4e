(ns knossos.competition
  "A stand-in that forgets its time limit.")

(defn analysis [_ _ _]
  @(promise))
