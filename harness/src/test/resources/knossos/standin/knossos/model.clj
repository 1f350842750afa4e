(ns knossos.model
  "A stand-in for tests, with the names of the real one: sequential objects. A model is its state
  and a function of state and op, which gives whether the op is legal there, and the state after."
  (:refer-clojure :exclude [set]))

(defn step
  "The model after an op, or nil if the op is not legal."
  [model op]
  (let [[legal? state] ((:next model) (:state model) op)]
    (when legal? (assoc model :state state))))

(defn- object [state next] {:state state :next next})

(defn- found? [state value]
  (or (nil? value) (= state value)))

(defn- on-register [state {:keys [f value]}]
  (case f
    :read  [(found? state value) state]
    :write [true value]
    :cas   [(= state (first value)) (second value)]))

(defn register [value] (object value on-register))

(defn cas-register [value] (object value on-register))

(defn mutex []
  (object false (fn [held {:keys [f]}]
                  (case f
                    :acquire [(not held) true]
                    :release [held false]))))

(defn fifo-queue []
  (object [] (fn [waiting {:keys [f value]}]
               (case f
                 :enqueue [true (conj waiting value)]
                 :dequeue [(and (seq waiting) (= value (first waiting)))
                           (vec (rest waiting))]))))

(defn set []
  (object #{} (fn [elements {:keys [f value]}]
                (case f
                  :add  [true (conj elements value)]
                  :read [(= elements value) elements]))))

(defn multi-register [values]
  (object values (fn [state {:keys [value]}]
                   (reduce (fn [[legal? registers] [f register v]]
                             (case f
                               :read  [(and legal? (found? (get registers register) v)) registers]
                               :write [legal? (assoc registers register v)]))
                           [true state]
                           value))))
